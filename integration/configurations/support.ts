import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DockerProvider } from '@cdktf/provider-docker/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { command } from '../support/command';
import { docker } from '../support/containers';
import { repository } from '../support/repository';

/** Everything that the tests of configurations leave on the engine for the next run is called so. */
export const IMAGES = 'it-configurations';
const BUILD_S = 300;

/** The archive of a release, which integration/machine/tomcat-archives.sh has fetched. */
export function tomcatArchive(version: string): string {
  const archive = join(process.env.CDKTF_TOMCAT_CACHE ?? '', 'tomcat', `apache-tomcat-${version}.tar.gz`);
  if (!existsSync(archive)) throw new Error(`there is no ${archive}: run the tests with make integration`);
  return archive;
}

/** Builds an image from a Dockerfile of the repository, and returns its name. */
export async function builtImage(
  name: string, dockerfile: string, options: { args?: Record<string, string>; files?: Record<string, string> } = {},
): Promise<string> {
  const image = `${IMAGES}/${name}`;
  await inTemporaryDirectory(async (context) => {
    Object.entries(options.files ?? {}).forEach(([file, source]) => cpSync(source, join(context, file)));
    const args = Object.entries(options.args ?? {}).flatMap(([key, value]) => ['--build-arg', `${key}=${value}`]);
    await command('docker', ['build', '--tag', image, '--file', join(repository, dockerfile), ...args, context], {
      log: `reports/${IMAGES}-images.log`, seconds: BUILD_S,
    });
  });
  return image;
}

export function javaImage(): Promise<string> {
  return builtImage('java', 'integration/configurations/images/java/Dockerfile');
}

export async function inTemporaryDirectory<T>(work: (directory: string) => Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), `${IMAGES}-`));
  try {
    return await work(directory);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

/** Declares a program, checks it as `cdktf synth` does, and returns what `declare` returned. */
export async function checkedApp<T>(declare: (app: App) => T): Promise<T> {
  return inTemporaryDirectory(async (outdir) => {
    const app = new App({ outdir });
    const declared = declare(app);
    app.synth();
    return declared;
  });
}

/** The same for a program of one stack. */
export function checkedProgram<T>(declare: (stack: TerraformStack) => T): Promise<T> {
  return checkedApp((app) => {
    const stack = new TerraformStack(app, IMAGES);
    new DockerProvider(stack, 'docker');
    return declare(stack);
  });
}

/**
 * Makes a WAR that counts in sessions and does all it can against their replication: it is not distributable, and its
 * META-INF/context.xml names a Manager that keeps sessions to itself. Returns its path.
 */
export function warFile(path: string): string {
  const content = `${path}.content`;
  const probe = join(repository, 'data/session-probe');
  const webXml = readFileSync(join(probe, 'WEB-INF/web.xml'), 'utf8');
  if (!webXml.includes('<distributable/>')) throw new Error('the session probe is no longer distributable');
  cpSync(probe, content, { recursive: true });
  writeFileSync(join(content, 'WEB-INF/web.xml'), webXml.replace('<distributable/>', ''));
  mkdirSync(join(content, 'META-INF'));
  writeFileSync(join(content, 'META-INF/context.xml'), '<Context><Manager className="org.apache.catalina.session.StandardManager" pathname=""/></Context>\n');
  execFileSync('jar', ['--create', '--no-manifest', '--file', path, '-C', content, '.']);
  rmSync(content, { recursive: true });
  return path;
}

/** Files by their path, with a value instead of each name of a secret in double braces. */
export function withSecrets(files: Record<string, string>, secrets: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace(/\{\{(.*?)\}\}/g, (_, name: string) => {
    if (!(name in secrets)) throw new Error(`${path} holds {{${name}}}, for which there is no value`);
    return secrets[name];
  })]));
}

/** Puts files below /srv into a container, readable for its root and root's group only, as the library uploads them. */
export async function putFiles(container: string, files: Record<string, string>): Promise<void> {
  await inTemporaryDirectory(async (directory) => {
    for (const [path, text] of Object.entries(files)) {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text, { mode: 0o640 });
    }
    const archive = execFileSync('tar', ['--create', '--owner=0', '--group=0', '--mode=u=rwX,g=rX,o=', '--directory', directory, '--file=-', 'srv'], {
      maxBuffer: 64 * 1024 * 1024,
    });
    const copied = spawnSync('docker', ['cp', '-', `${container}:/`], { input: archive, encoding: 'utf8', timeout: 60_000 });
    if (copied.status !== 0) throw new Error(`docker cp: ${copied.stderr}`);
  });
}

/** The lines in which Java's logging or a shell complains. `harmless` names exact lines that are allowed, each with its reason. */
export function complaints(log: string, harmless: RegExp[] = []): string[] {
  return log.split('\n').filter((line) => /\b(WARNING|SEVERE)\b|^\S*sh: /.test(line) && !harmless.some((known) => known.test(line)));
}

/** Removes containers and networks, whether or not they are there. */
export async function removed(names: { containers?: string[]; networks?: string[] }): Promise<void> {
  for (const container of names.containers ?? []) await docker('rm', '--force', '--volumes', container).catch(() => undefined);
  for (const network of names.networks ?? []) await docker('network', 'rm', network).catch(() => undefined);
}
