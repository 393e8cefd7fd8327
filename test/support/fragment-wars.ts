import { join } from 'node:path';
import { ArchivedFiles, writeArchive } from './archive';

/** A WAR with a library, and the library for which Tomcat takes the application as not distributable. */
export interface FragmentWar {
  readonly what: string;
  readonly webXml?: string;
  /** What META-INF/web-fragment.xml of the library says; it has none otherwise. */
  readonly fragment?: string;
  readonly against?: typeof LIBRARY;
}

export const LIBRARY = 'WEB-INF/lib/widgets.jar';

const fragment = (inside: string) => `<?xml version="1.0" encoding="UTF-8"?>
<web-fragment xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0">${inside}</web-fragment>
`;
const webXml = (inside: string, attributes = '') => `<?xml version="1.0" encoding="UTF-8"?>
<web-app xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="4.0"${attributes}>${inside}</web-app>
`;
const WITHOUT = fragment('<name>widgets</name>');

export const FRAGMENT_WARS: FragmentWar[] = [
  { what: 'a library without a fragment' },
  { what: 'a fragment with the mark', fragment: fragment('<name>widgets</name><distributable/>') },
  {
    what: 'a fragment with the mark and prefixes, of which Tomcat reads nothing',
    fragment: '<f:web-fragment xmlns:f="http://xmlns.jcp.org/xml/ns/javaee" version="4.0"><f:name>widgets</f:name><f:distributable/></f:web-fragment>',
    against: LIBRARY,
  },
  { what: 'a fragment without the mark', fragment: WITHOUT, against: LIBRARY },
  { what: 'a fragment without the mark or a name', fragment: fragment(''), against: LIBRARY },
  { what: 'a fragment with the mark in a comment only', fragment: fragment('<!-- <distributable/> -->'), against: LIBRARY },
  { what: 'a fragment without the mark beside a web.xml with it', fragment: WITHOUT, webXml: webXml('<distributable/>'), against: LIBRARY },
  { what: 'a web.xml that is complete', fragment: WITHOUT, webXml: webXml('', ' metadata-complete="true"') },
  { what: 'a web.xml that is not complete', fragment: WITHOUT, webXml: webXml('', ' metadata-complete="false"'), against: LIBRARY },
  { what: 'an order of others', fragment: WITHOUT, webXml: webXml('<absolute-ordering><name>charts</name></absolute-ordering>') },
  { what: 'an order of none', fragment: WITHOUT, webXml: webXml('<absolute-ordering/>') },
  { what: 'an order in a comment only', fragment: WITHOUT, webXml: webXml('<!-- <absolute-ordering/> -->'), against: LIBRARY },
  { what: 'an order with the library', fragment: WITHOUT, webXml: webXml('<absolute-ordering>\n  <name> widgets </name>\n</absolute-ordering>'), against: LIBRARY },
  { what: 'an order with the rest', fragment: WITHOUT, webXml: webXml('<absolute-ordering><name>charts</name><others/></absolute-ordering>'), against: LIBRARY },
  {
    what: 'an order with what the library comes after',
    fragment: fragment('<ordering><after><name>charts</name></after></ordering><name>widgets</name>'),
    webXml: webXml('<absolute-ordering><name>charts</name></absolute-ordering>'),
  },
  { what: 'an order, and a library without a name', fragment: fragment(''), webXml: webXml('<absolute-ordering><name>charts</name></absolute-ordering>') },
];

/** Writes one of them into a folder, with more files and a second library, and returns its path. */
export function writeFragmentWar(folder: string, war: FragmentWar, files: ArchivedFiles = {}): string {
  return writeArchive(join(folder, 'app.war'), {
    ...files,
    [LIBRARY]: library(war.fragment),
    'WEB-INF/lib/charts.jar': library(fragment('<name>charts</name><distributable/>')),
    ...(war.webXml === undefined ? {} : { 'WEB-INF/web.xml': war.webXml }),
  });
}

function library(webFragment: string | undefined): ArchivedFiles {
  return { 'widgets.txt': 'x', ...(webFragment === undefined ? {} : { 'META-INF/web-fragment.xml': webFragment }) };
}
