import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.startup.Catalina;
import org.apache.catalina.startup.ContextConfig;
import org.apache.tomcat.util.digester.Digester;
import org.xml.sax.InputSource;

/**
 * Has one Tomcat read configuration after configuration, so that a few hundred take no longer than a few starts.
 *
 * On standard input, one request a line: "clear PATH" removes a folder; "file PATH BASE64" writes a file; "parse BASE", "init BASE" and "start BASE" read the
 * configuration of a CATALINA_BASE and go that far with it. The answer is a line for each warning, error and exception, then a full stop.
 */
public final class TomcatReader extends Catalina {
    private static final List<String> COMPLAINTS = new ArrayList<>();
    private static final String[] SCRATCH = {"logs", "temp", "webapps", "work"};

    public static void main(String[] arguments) throws Exception {
        PrintStream answers = System.out;
        System.setOut(System.err); // the access log writes to /dev/stdout itself, which the caller leaves alone
        LogManager.getLogManager().reset();
        Logger.getLogger("").addHandler(new Complaints());
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("clear")) {
                clear(new File(words[1]));
                continue;
            }
            if (words[0].equals("file")) {
                write(Paths.get(words[1]), Base64.getDecoder().decode(words.length > 2 ? words[2] : ""));
                continue;
            }
            for (String complaint : complaintsOf(words[0], new File(words[1]))) answers.println(complaint.replaceAll("\\s+", " "));
            answers.println(".");
            answers.flush();
        }
    }

    private static void clear(File file) {
        File[] children = file.listFiles();
        if (children != null) for (File child : children) clear(child);
        file.delete();
    }

    private static void write(Path file, byte[] content) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    private static synchronized List<String> complaintsOf(String how, File base) {
        synchronized (COMPLAINTS) {
            COMPLAINTS.clear();
        }
        for (String scratch : SCRATCH) new File(base, scratch).mkdirs();
        System.setProperty("catalina.base", base.getPath());
        System.setProperty("java.io.tmpdir", new File(base, "temp").getPath());
        TomcatReader reader = new TomcatReader();
        try {
            reader.read(how, base);
        } catch (Throwable thrown) {
            complain("SEVERE: ", "", thrown);
        }
        synchronized (COMPLAINTS) {
            return new ArrayList<>(COMPLAINTS);
        }
    }

    private void read(String how, File base) throws Exception {
        initNaming();
        Digester digester = createStartDigester();
        digester.push(this);
        digester.parse(source(new File(base, "conf/server.xml")));
        getServer().setCatalina(this);
        getServer().setCatalinaHome(new File(System.getProperty("catalina.home")));
        getServer().setCatalinaBase(base);
        File[] contexts = new File(base, "conf/Catalina/localhost").listFiles();
        if (contexts != null) for (File context : contexts) new Contexts().read(context);
        if (how.equals("parse")) return;
        try {
            getServer().init();
            if (how.equals("start")) {
                getServer().start();
                getServer().stop();
            }
        } finally {
            getServer().destroy();
        }
    }

    private static InputSource source(File file) throws Exception {
        InputSource source = new InputSource(file.toURI().toURL().toString());
        source.setByteStream(Files.newInputStream(file.toPath()));
        return source;
    }

    private static void complain(String level, String message, Throwable thrown) {
        StringBuilder line = new StringBuilder(level).append(message);
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) line.append(" | ").append(cause);
        synchronized (COMPLAINTS) {
            COMPLAINTS.add(line.toString());
        }
    }

    /** Reads a context descriptor as Tomcat does when it deploys the context. */
    private static final class Contexts extends ContextConfig {
        void read(File descriptor) throws Exception {
            StandardContext context = new StandardContext();
            Digester digester = createContextDigester();
            digester.push(new StandardHost());
            digester.push(context);
            digester.parse(source(descriptor));
        }
    }

    private static final class Complaints extends Handler {
        private final SimpleFormatter formatter = new SimpleFormatter();

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() < Level.WARNING.intValue()) return;
            complain(record.getLevel() + ": ", formatter.formatMessage(record), record.getThrown());
        }

        @Override
        public void flush() {
        }

        @Override
        public void close() {
        }
    }
}
