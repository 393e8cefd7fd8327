import { Route } from 'cdktf-tomcat-cluster';
import { MEDIA_TYPES } from '../../src/text/media-types';
import { Tier } from '../support/program';

test.each([
  ['docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'], ['doc', 'application/msword'], ['odt', 'application/vnd.oasis.opendocument.text'],
  ['pptx', 'application/vnd.openxmlformats-officedocument.presentationml.presentation'], ['mov', 'video/quicktime'], ['m4a', 'audio/mp4'],
  ['m3u8', 'application/vnd.apple.mpegurl'], ['7z', 'application/x-7z-compressed'], ['apk', 'application/vnd.android.package-archive'],
  ['jnlp', 'application/x-java-jnlp-file'], ['wsdl', 'application/wsdl+xml'], ['dtd', 'application/xml-dtd'], ['epub', 'application/epub+zip'],
  ['ttc', 'font/collection'], ['cer', 'application/pkix-cert'],
])('Tomcat and httpd send a file that ends with .%s as %s', (extension, type) => {
  const tier = new Tier();
  const tomcat = tier.tomcat('a');
  const web = tier.frontend('web', []);
  web.addVirtualHost('shop.example.com', { routes: [Route.all(tomcat)], staticFiles: [{ path: '/files', folder: '/srv/files' }] });
  expect(tomcat.files['/srv/tomcat/a/conf/web.xml'].replace(/\s+/g, '')).toContain(`<extension>${extension}</extension><mime-type>${type}</mime-type>`);
  expect(web.files['/srv/httpd/conf/media-types']).toContain(`\n${type} ${extension}\n`);
});

test('extensions are sorted, without a dot, and types are of a tree that is registered', () => {
  const extensions = Object.keys(MEDIA_TYPES);
  expect(extensions).toEqual([...extensions].sort());
  extensions.forEach((extension) => expect(extension).toMatch(/^[a-z0-9]+$/));
  Object.values(MEDIA_TYPES).forEach((type) => expect(type).toMatch(/^(application|audio|font|image|message|model|text|video)\/[A-Za-z0-9][\w.+-]*$/));
});
