import { App } from 'cdktf';
import { TwoSitesStack } from '../../examples/two-sites-multicast/two-sites-stack';
import { containersOf, newApp, synth, terraformOf } from '../support/program';

function example(): App {
  const app = newApp();
  new TwoSitesStack(app, 'two-sites', { subnet: '172.30.0.0/24', ports: [8081, 8082] });
  return app;
}

test('two runs write the same bytes', () => {
  const [first, second] = [example(), example()].map((app) => synth(app).files);
  expect(Object.keys(first).length).toBeGreaterThan(3);
  expect(second).toEqual(first);
});

test('constructs keep their paths, and resources the names of their state', () => {
  const app = example();
  expect(app.node.findAll().map(({ node }) => node.path).filter((path) => path !== '').sort()).toEqual([
    'two-sites',
    'two-sites/a',
    'two-sites/ajp_secret',
    'two-sites/b',
    'two-sites/docker',
    'two-sites/hosts',
    'two-sites/hosts/images',
    'two-sites/hosts/images/httpd-mod-jk-package',
    'two-sites/hosts/images/httpd-mod-jk-package-cd8b9ce517ea',
    'two-sites/hosts/images/tomcat-10.1-package-229c7c381f12',
    'two-sites/hosts/images/tomcat-package',
    'two-sites/hosts/network',
    'two-sites/hosts/was-01',
    'two-sites/hosts/was-01/a',
    'two-sites/hosts/was-01/b',
    'two-sites/hosts/was-02',
    'two-sites/hosts/was-02/a',
    'two-sites/hosts/was-02/b',
    'two-sites/hosts/web-01',
    'two-sites/hosts/web-01/httpd',
    'two-sites/hosts/web-02',
    'two-sites/hosts/web-02/httpd',
    'two-sites/was-01',
    'two-sites/was-01/a',
    'two-sites/was-01/b',
    'two-sites/was-02',
    'two-sites/was-02/a',
    'two-sites/was-02/b',
    'two-sites/web-01',
    'two-sites/web-02',
  ]);
  const { resource } = terraformOf(app, 'two-sites');
  expect(Object.entries<object>(resource).flatMap(([type, named]) => Object.keys(named).map((name) => `${type}.${name}`)).sort()).toEqual([
    'docker_container.hosts_was-01_a_62C53B3B',
    'docker_container.hosts_was-01_b_BC36DFBF',
    'docker_container.hosts_was-02_a_EF319A51',
    'docker_container.hosts_was-02_b_3115E449',
    'docker_container.hosts_web-01_httpd_3B84CEB6',
    'docker_container.hosts_web-02_httpd_272A164B',
    'docker_image.hosts_images_httpd-mod-jk-package-cd8b9ce517ea_BD3A39A8',
    'docker_image.hosts_images_tomcat-101-package-229c7c381f12_35ED29BC',
    'docker_network.hosts_network_FD762056',
  ]);
});

test('the secret stands in the plan as the name of its variable only', () => {
  const app = example();
  expect(terraformOf(app, 'two-sites').variable).toEqual({ ajp_secret: { sensitive: true, type: 'string' } });
  const files = containersOf(app, 'two-sites').flatMap(({ upload }) => upload);
  const holding = files.filter(({ file }) => /server\.xml$|workers\.properties$/.test(file));
  expect(holding).toHaveLength(6);
  holding.forEach(({ content_base64: content }) => expect(content).toContain('var.ajp_secret'));
  files.filter((file) => !holding.includes(file)).forEach(({ content_base64: content }) => expect(content).not.toContain('${'));
});
