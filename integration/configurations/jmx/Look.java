import java.util.Map;
import javax.management.Attribute;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Asks a Tomcat for its version by JMX, and tries to change something: Look HOST PORT USER PASSWORD. */
public class Look {
    public static void main(String[] arguments) throws Exception {
        JMXServiceURL url = new JMXServiceURL("service:jmx:rmi:///jndi/rmi://" + arguments[0] + ":" + arguments[1] + "/jmxrmi");
        Map<String, Object> credentials = Map.of(JMXConnector.CREDENTIALS, new String[] {arguments[2], arguments[3]});
        try (JMXConnector connector = JMXConnectorFactory.connect(url, credentials)) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            System.out.println(server.getAttribute(new ObjectName("Catalina:type=Server"), "serverInfo"));
            server.setAttribute(new ObjectName("java.lang:type=Memory"), new Attribute("Verbose", true));
            System.out.println("changed");
        } catch (SecurityException error) {
            System.out.println("refused");
        }
    }
}
