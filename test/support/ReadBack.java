import java.io.File;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Properties;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;

/** Prints what Java reads in a file: `properties FILE KEY...` or `xml FILE ATTRIBUTE...`; names and values in base64. */
class ReadBack {
    public static void main(String[] args) throws Exception {
        Properties properties = new Properties();
        Element root = null;
        if (args[0].equals("xml")) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new File(args[1])).getDocumentElement();
        } else {
            try (InputStream in = new FileInputStream(args[1])) {
                properties.load(in);
            }
        }
        for (int i = 2; i < args.length; i++) {
            String name = new String(Base64.getDecoder().decode(args[i]), StandardCharsets.UTF_8);
            String value = root == null ? properties.getProperty(name) : root.getAttribute(name);
            System.out.println(Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
