/** A synthesized plan, cdk.tf.json. */
export interface Plan {
  readonly resource: { [type: string]: { [logicalId: string]: Resource } };
}

interface Resource {
  readonly '//': { readonly metadata: { readonly path: string } };
  readonly [attribute: string]: unknown;
}

/** Attributes whose keys are the user's own. */
const MAPS = ['build_args', 'tmpfs', 'triggers'];

/**
 * The resources of a plan as a JavaScript module of literals, as somebody would write them by hand: a long text that
 * stands in several places is a constant.
 *
 * @param imageFolders Where the library's Dockerfiles are, relative to the module.
 */
export function readyModule(plan: Plan, imageFolders: string): string {
  const exported = {
    containers: ready(plan, 'docker_container'),
    images: ready(plan, 'docker_image').map(({ config: { build, ...config }, ...image }) => ({ ...image, config: { ...config, buildAttribute: build } })),
    networks: ready(plan, 'docker_network'),
    assets: assets(plan, imageFolders),
  };
  const shared = repeatedTexts(exported);
  const constants = shared.map((text, index) => `const text${index} = ${JSON.stringify(text)};\n`);
  const literals = Object.entries(exported).map(([name, value]) => `exports.${name} = ${literal(value, new Map(shared.map((text, index) => [text, `text${index}`])))};\n`);
  return [...constants, ...literals].join('');
}

function ready(plan: Plan, type: string): { path: string[]; id: string; config: { [property: string]: unknown } }[] {
  return Object.values(plan.resource[type]).map(({ '//': { metadata }, ...attributes }) => {
    const path = metadata.path.split('/').slice(1);
    return { path: path.slice(0, -1), id: path[path.length - 1], config: camelCase(attributes) as { [property: string]: unknown } };
  });
}

/** The folders that images are built from: each is copied by an asset that is named after it. */
function assets(plan: Plan, imageFolders: string): { path: string[]; id: string; folder: string }[] {
  return Object.values(plan.resource.docker_image).map((image) => {
    const { context } = image.build as { context: string };
    const id = /^assets\/hosts_images_(.+)_[0-9A-F]{8}\//.exec(context)![1];
    return { path: ['hosts', 'images'], id, folder: `${imageFolders}/${id}` };
  });
}

function camelCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [
    key.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
    MAPS.includes(key) ? inner : camelCase(inner),
  ]));
}

function repeatedTexts(value: unknown): string[] {
  const counts = new Map<string, number>();
  JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'string' && inner.length > 80) counts.set(inner, (counts.get(inner) ?? 0) + 1);
    return inner;
  });
  return [...counts].filter(([, count]) => count > 1).map(([text]) => text);
}

function literal(value: unknown, constants: Map<string, string>): string {
  if (typeof value === 'string') return constants.get(value) ?? JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((inner) => literal(inner, constants)).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${literal(inner, constants)}`).join(', ')} }`;
}
