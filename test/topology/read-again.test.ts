import { AzureLoadBalancer, Checks, Membership, Route, TlsCertificate } from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { problemsOf, Tier } from '../support/program';

const FIREWALL = '/etc/tomcat-tier/firewall.nft';

describe('what is read before the program is complete shows, when it is read again,', () => {
  test('a virtual host that was added to a front end', () => {
    const tier = new Tier();
    const [a, b] = ['a', 'b'].map((id) => tier.tomcat(id));
    const web = tier.frontend('web', [a]);
    expect(Object.keys(web.files).join()).not.toContain('shop.example.com');
    web.addVirtualHost('shop.example.com', { routes: [Route.all(b)] });
    expect(web.files['/srv/httpd/conf/sites/shop.example.com.conf']).toContain('JkMount /* b-lb');
    expect(web.files['/srv/httpd/conf/workers.properties']).toContain('worker.b-lb.');
  });

  test('a front end from which a Tomcat is reached since', () => {
    const program = new AzureProgram();
    const machine = program.was.add('was-01');
    const tomcat = program.tomcat('a', machine);
    const web = program.frontend('web', program.web.add('web-01'), []);
    expect(machine.files[FIREWALL]).not.toContain('"ajp"');
    web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)] });
    expect(machine.files[FIREWALL]).toContain(`ip saddr ${web._address} tcp dport 8009 accept comment "ajp"`);
  });

  test('TLS that a virtual host brought to a load balancer', () => {
    const program = new AzureProgram();
    const tomcat = program.tomcat('a', program.was.add('was-01'));
    const machine = program.web.add('web-01');
    const web = program.frontend('web', machine, [tomcat]);
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web] });
    expect(machine.files[FIREWALL]).not.toContain('dport 443');
    web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], tls: { certificate: TlsCertificate.pem('/etc/ssl/shop.crt', '/etc/ssl/shop.key') } });
    expect(machine.files[FIREWALL]).toContain('dport 443');
  });

  test('a load balancer', () => {
    const program = new AzureProgram();
    const [web] = program.sites('a');
    expect(web.host.files[FIREWALL]).not.toContain('dport 80');
    new AzureLoadBalancer(program.stack, 'public', { hosts: program.hosts, frontends: [web] });
    expect(web.host.files[FIREWALL]).toContain('dport 80');
  });

  test('a visitor who was let in', () => {
    const program = new AzureProgram();
    const machine = program.was.add('was-01');
    program.tomcat('a', machine);
    expect(machine.files[FIREWALL]).not.toContain('9100');
    program.was.letIn({ name: 'monitoring', addresses: ['10.9.0.0/24'], port: 9100 });
    expect(machine.files[FIREWALL]).toContain('ip saddr 10.9.0.0/24 tcp dport 9100 accept');
  });

  test('a Tomcat that joined a cluster', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x', { membership: Membership.staticUnicast() });
    const [host, other] = ['was-01', 'was-02'].map((name) => tier.host(name));
    const first = tier.tomcat('a', { cluster, host });
    const web = tier.frontend('web', [cluster]);
    const listed = () => first.files['/srv/tomcat/a/conf/server.xml'].match(/<Member className="\S+StaticMember" host="[\d.]+"/g)!.map((member) => member.split('"')[3]);
    expect(listed()).toEqual([first._address]);
    expect(web.files['/srv/httpd/conf/workers.properties']).toContain('worker.x-lb.balance_workers=x-was-01\n');
    const second = tier.tomcat('b', { cluster, host: other });
    expect(cluster.members).toEqual([first, second]);
    expect(listed()).toEqual([first._address, second._address]);
    expect(web.files['/srv/httpd/conf/workers.properties']).toContain('worker.x-lb.balance_workers=x-was-01,x-was-02\n');
  });

  test('a machine of its tier that runs another Tomcat since', () => {
    const program = new AzureProgram();
    const [one, other] = ['was-01', 'was-02'].map((name) => program.was.add(name));
    const cluster = program.cluster('x');
    program.tomcat('a', one, { cluster });
    expect(one.files[FIREWALL]).not.toContain('"replication"');
    program.tomcat('b', other, { cluster });
    expect(one.files[FIREWALL]).toContain(`ip saddr ${other._addressOf()} tcp dport 4000 accept comment "replication"`);
  });

  test('that a problem was accepted', () => {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    ['a', 'b'].forEach((id) => tier.tomcat(id, { cluster }));
    tier.frontend('web', [cluster]);
    const codes = () => problemsOf(tier.app).map(({ code }) => code);
    expect(codes()).toContain('SINGLE_POINT_OF_FAILURE');
    Checks.of(tier.stack).accept('SINGLE_POINT_OF_FAILURE', 'a second one would say the same');
    expect(codes()).toEqual([]);
  });
});
