import { DataSource, TomcatInstance, TomcatLibrary, TomcatRelease, WebApplication } from 'cdktf-tomcat-cluster';
import { Concept } from './example';

export const applications: Concept = {
  title: 'Applications',
  examples: [
    {
      code: 'APPLICATION_NOT_CARRIED',
      what: 'a local WAR for a machine; a downloaded one for a container',
      fails: ({ stack, was, secret }) => new TomcatInstance(stack, 'shop', {
        host: was.add('was-01'), ajpSecret: secret, applications: [WebApplication.war('build/shop.war')],
      }),
      passes: ({ stack, host, secret, war }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, applications: [WebApplication.war(war({ 'index.html': '<p>' }))],
      }),
    },
    {
      code: 'RESOURCE_LINK',
      what: 'a link to a global resource that the instance lacks',
      fails: ({ stack, host, secret }) => {
        const shop = WebApplication.sessionProbe({ resourceLinks: [{ name: 'jdbc/db', global: 'jdbc/shop' }] });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications: [shop] });
      },
      passes: ({ stack, host, secret, driver }) => {
        const database = DataSource.jdbc('jdbc/shop', {
          url: 'jdbc:postgresql://db.example.com/shop', driverClassName: 'org.postgresql.Driver', username: 'shop', password: secret,
        });
        const shop = WebApplication.sessionProbe({ resourceLinks: [{ name: 'jdbc/db', global: 'jdbc/shop' }] });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications: [shop], globalDataSources: [database], libraries: [driver] });
      },
    },
    {
      code: 'NAME_TAKEN',
      what: 'data sources, resource links or environment entries of one name in an application, global data sources or users of one name in an instance',
      fails: () => WebApplication.sessionProbe({ environmentEntries: [{ name: 'sender', value: 'shop@example.com' }, { name: 'sender', value: 'news@example.com' }] }),
      passes: () => WebApplication.sessionProbe({ environmentEntries: [{ name: 'sender', value: 'shop@example.com' }, { name: 'news', value: 'news@example.com' }] }),
    },
    {
      code: 'JDBC_DRIVER_MISSING',
      what: 'a data source whose driver is neither in a jar of `libraries` nor, where it is of one application, in its WAR',
      fails: ({ stack, host, secret, war }) => {
        const database = DataSource.jdbc('jdbc/shop', {
          url: 'jdbc:postgresql://db.example.com/shop', driverClassName: 'org.postgresql.Driver', username: 'shop', password: secret,
        });
        const shop = WebApplication.war(war({ 'index.html': '<p>' }), { dataSources: [database] });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications: [shop] });
      },
      passes: ({ stack, host, secret, war, driver }) => {
        const database = DataSource.jdbc('jdbc/shop', {
          url: 'jdbc:postgresql://db.example.com/shop', driverClassName: 'org.postgresql.Driver', username: 'shop', password: secret,
        });
        const shop = WebApplication.war(war({ 'index.html': '<p>' }), { dataSources: [database] });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications: [shop], libraries: [driver] });
      },
    },
    {
      code: 'LIBRARY_NAME',
      what: 'a library whose name does not end with `.jar`, or has other characters than letters, digits and `. _ + -`',
      fails: () => TomcatLibrary.jar('lib/postgresql.zip'),
      passes: () => TomcatLibrary.jar('lib/postgresql-42.7.4.jar'),
    },
    {
      code: 'LIBRARY_TWICE',
      what: 'two libraries of one name',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, libraries: [TomcatLibrary.jar('lib/driver.jar'), TomcatLibrary.jar('build/driver.jar')],
      }),
      passes: ({ stack, host, secret, driver }) => new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, libraries: [driver] }),
    },
    {
      code: 'CONTEXT_PATH',
      what: 'a context path that does not begin with a slash, ends with one, has other characters or the segments `.` and `..`, or is `/ROOT`',
      fails: () => WebApplication.war('build/shop.war', { contextPath: 'shop' }),
      passes: () => WebApplication.war('build/shop.war', { contextPath: '/shop' }),
    },
    {
      code: 'CONTEXT_PATH_TAKEN',
      what: 'two applications of one path',
      fails: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, applications: [WebApplication.sessionProbe(), WebApplication.sessionProbe()],
      }),
      passes: ({ stack, host, secret }) => new TomcatInstance(stack, 'shop', {
        host, ajpSecret: secret, applications: [WebApplication.sessionProbe(), WebApplication.sessionProbe({ contextPath: '/admin' })],
      }),
    },
    {
      code: 'READINESS_PATH',
      what: 'a readiness path that a request line, a shell and Terraform do not all read alike',
      fails: () => WebApplication.war('build/shop.war', { readinessPath: '/health check' }),
      passes: () => WebApplication.war('build/shop.war', { readinessPath: '/health' }),
    },
    {
      code: 'DOWNLOAD_URL',
      what: 'a WAR or jar from a URL that does not begin with https',
      fails: () => WebApplication.warFromUrl('http://releases.example.com/shop.war', '0'.repeat(64)),
      passes: () => WebApplication.warFromUrl('https://releases.example.com/shop.war', '0'.repeat(64)),
    },
    {
      code: 'DOWNLOAD_CHECKSUM',
      what: 'a WAR from a URL without its SHA-256',
      fails: () => WebApplication.warFromUrl('https://releases.example.com/shop.war', ''),
      passes: () => WebApplication.warFromUrl('https://releases.example.com/shop.war', '0'.repeat(64)),
    },
    {
      code: 'ARCHIVE_UNREADABLE',
      what: 'a WAR, jar or archive that is not there, or a WAR or jar that is none or has a descriptor that cannot be read',
      fails: ({ stack, host, cluster, secret }) => new TomcatInstance(stack, 'shop', {
        host, cluster, ajpSecret: secret, applications: [WebApplication.war('build/no-such.war')],
      }),
      passes: ({ stack, host, cluster, secret, war }) => new TomcatInstance(stack, 'shop', {
        host, cluster, ajpSecret: secret, applications: [WebApplication.war(war({ 'index.html': '<p>' }))],
      }),
    },
    {
      code: 'WAR_WEB_XML',
      what: 'a web.xml that cannot be marked as distributable',
      fails: ({ stack, host, cluster, secret, war }) => new TomcatInstance(stack, 'shop', {
        host, cluster, ajpSecret: secret, applications: [WebApplication.war(war({ 'WEB-INF/web.xml': '<web-app/>' }))],
      }),
      passes: ({ stack, host, cluster, secret, war }) => new TomcatInstance(stack, 'shop', {
        host, cluster, ajpSecret: secret, applications: [WebApplication.war(war({ 'WEB-INF/web.xml': '<web-app></web-app>' }))],
      }),
    },
    {
      code: 'WAR_CONTEXT_XML',
      what: 'a META-INF/context.xml in a WAR that says what the program does not',
      fails: ({ stack, host, secret, war }) => {
        const path = war({ 'META-INF/context.xml': '<Context><Environment name="mail/sender" value="shop@example.com" type="java.lang.String"/></Context>' });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications: [WebApplication.war(path)] });
      },
      passes: ({ stack, host, secret, war }) => {
        const path = war({ 'META-INF/context.xml': '<Context><Environment name="mail/sender" value="shop@example.com" type="java.lang.String"/></Context>' });
        const shop = WebApplication.war(path, { environmentEntries: [{ name: 'mail/sender', value: 'shop@example.com' }] });
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, applications: [shop] });
      },
    },
    {
      code: 'WAR_NOT_DISTRIBUTABLE',
      what: 'a library in the WAR of a cluster, whose web fragment is not marked as distributable',
      fails: ({ stack, host, secret, cluster, war }) => {
        const library = { 'META-INF/web-fragment.xml': '<web-fragment><name>widgets</name></web-fragment>' };
        const shop = WebApplication.war(war({ 'WEB-INF/lib/widgets.jar': library }));
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, cluster, applications: [shop] });
      },
      passes: ({ stack, host, secret, cluster, war }) => {
        const library = { 'META-INF/web-fragment.xml': '<web-fragment><name>widgets</name><distributable/></web-fragment>' };
        const shop = WebApplication.war(war({ 'WEB-INF/lib/widgets.jar': library }));
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, cluster, applications: [shop] });
      },
    },
    {
      code: 'WAR_SERVLET_PACKAGE',
      what: 'a WAR that is compiled for the Servlet classes of another Tomcat',
      fails: ({ stack, host, secret, war }) => {
        const shop = WebApplication.war(war({ 'WEB-INF/classes/Cart.class': 'javax/servlet/http/HttpServlet' }));
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, release: TomcatRelease.V10_1, applications: [shop] });
      },
      passes: ({ stack, host, secret, war }) => {
        const shop = WebApplication.war(war({ 'WEB-INF/classes/Cart.class': 'javax/servlet/http/HttpServlet' }));
        new TomcatInstance(stack, 'shop', { host, ajpSecret: secret, release: TomcatRelease.V9_0, applications: [shop] });
      },
    },
    {
      code: 'SESSION_COOKIE',
      what: 'a name, path or domain that no cookie of sessions or of a single sign-on can have',
      fails: () => WebApplication.war('build/shop.war', { sessionCookieName: 'my session' }),
      passes: () => WebApplication.war('build/shop.war', { sessionCookieName: 'my_session' }),
    },
  ],
};
