import { contextAttributes, contextElements } from './context-options';
import { withExtras } from './extra-element';
import { WebApplication } from './web-application';
import { XmlElement } from '../text/xml';

/** What a context descriptor says beside its application. */
export interface ContextProps {
  readonly catalinaBase: string;
  readonly site: string;
  readonly instance: string;
  /** Who keeps the sessions; Tomcat's default where nobody is said. */
  readonly manager?: XmlElement;
  /** What else they need who keep the sessions. */
  readonly besideManager?: XmlElement[];
  /** Where the web.xml is that Tomcat reads instead of the application's own. */
  readonly webXml?: string;
}

/**
 * The context descriptor of one application, conf/Catalina/localhost/NAME.xml. It wins over what the WAR says: with the
 * cluster's manager in it, and with a marked web.xml, sessions are replicated even where the WAR lacks `<distributable/>`.
 *
 * @see https://tomcat.apache.org/tomcat-10.1-doc/config/context.html
 */
export function contextElement(application: WebApplication, props: ContextProps): XmlElement {
  const parameters = Object.entries(application._parameters(props.site, props.instance));
  const { _context: options, _privileged: privileged } = application;
  return withExtras({
    name: 'Context',
    attributes: { docBase: application._docBase(props.catalinaBase), altDDName: props.webXml, ...contextAttributes(options), privileged },
    children: [
      ...parameters.map(([name, value]) => ({ name: 'Parameter', attributes: { name, value, override: false } })),
      ...contextElements(options),
      ...(props.manager ? [props.manager] : []),
      ...props.besideManager ?? [],
    ],
  }, options);
}
