import { DockerVolume, TomcatInstanceProps } from 'cdktf-tomcat-cluster';
import { problemOf, Tier } from '../support/program';

function problemsOf(props: Partial<TomcatInstanceProps>, volumes?: DockerVolume[]) {
  const tier = new Tier();
  tier.tomcat('a', { host: tier.hosts.add('was-01', { volumes }), ...props });
  return tier.problems;
}

const writableDirectories = ['/srv/shop/uploads'];

describe('a directory that applications write', () => {
  test('is in no container by itself', () => {
    expect(problemsOf({ writableDirectories })).toMatchObject([{
      code: 'STATE_NOT_KEPT', path: 'shop/a', got: 'what applications write in /srv/shop/uploads of a container', why: 'what a container has written is gone when it stops',
      fix: "give the host a volume for it, as in volumes: [{ containerPath: '/srv/shop/uploads', volumeName: 'shop-files' }]",
    }]);
  });

  test.each(['/srv/shop/uploads', '/srv/shop'])('is kept in the volume %s', (containerPath) => {
    expect(problemsOf({ writableDirectories }, [{ containerPath, volumeName: 'shop' }])).toEqual([]);
  });

  test('is not in a volume beside it', () => {
    expect(problemsOf({ writableDirectories }, [{ containerPath: '/srv/sho', volumeName: 'shop' }])).toMatchObject([{ code: 'STATE_NOT_KEPT' }]);
  });

  test('is not written where the innermost volume is read-only', () => {
    const volumes = [{ containerPath: '/srv/shop/uploads', hostPath: '/mnt/a', readOnly: true }, { containerPath: '/srv/shop', volumeName: 'shop' }];
    expect(problemsOf({ writableDirectories }, volumes)).toMatchObject([{ code: 'STATE_NOT_KEPT', why: 'its volume is read-only' }]);
    expect(problemsOf({ writableDirectories: ['/srv/shop/other'] }, volumes)).toEqual([]);
  });

  test.each(['uploads', '/uploads', '/srv/../etc', '/srv/./uploads', '/srv/up loads', '/srv/uploads/', ''])('has an absolute path of at least two names, and not "%s"', (directory) => {
    expect(problemOf(() => new Tier().tomcat('a', { writableDirectories: [directory] }))).toMatchObject({
      code: 'STATE_DIRECTORY', got: `the writableDirectories with "${directory}"`, fix: expect.stringContaining('an absolute path'),
    });
  });

  test.each([
    ['/srv/tomcat/a/conf', 'taken away at each start'], ['/srv/httpd/conf', "the library's own files"], ['/var/lib/tomcat-tier', "the library's own files"],
    ['/tmp/uploads', 'nothing that is written there stays'], ['/var/tmp', 'nothing that is written there stays'],
  ])('is not %s', (directory, why) => {
    expect(problemOf(() => new Tier().tomcat('a', { writableDirectories: [directory] }))).toMatchObject({
      code: 'STATE_DIRECTORY', path: 'shop/a', got: `${directory} among the writableDirectories`, why: expect.stringContaining(why), fix: expect.stringContaining('/srv/uploads'),
    });
  });
});

test('what Tomcat itself keeps may be in a volume, too', () => {
  const heapDumpDirectory = '/srv/dumps/a';
  expect(problemsOf({ heapDumpDirectory })).toMatchObject([{ code: 'STATE_NOT_KEPT' }]);
  expect(problemsOf({ heapDumpDirectory }, [{ containerPath: '/srv/dumps', hostPath: '/srv/dumps' }])).toEqual([]);
});
