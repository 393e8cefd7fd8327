import { TerraformVariable } from 'cdktf';
import { DockerVolume } from 'cdktf-tomcat-cluster';
import { Container, containersOf, problemOf, Tier } from '../support/program';

const added = (...volumes: DockerVolume[]) => () => new Tier().hosts.add('was-01', { volumes });

test('volumes of a host are mounted into its containers, and into no others', () => {
  const tier = new Tier();
  const host = tier.hosts.add('all-01', { volumes: [
    { containerPath: '/srv/uploads', volumeName: 'shop-uploads' }, { containerPath: '/srv/static', hostPath: '/mnt/static', readOnly: true },
  ] });
  tier.frontend('web', [tier.tomcat('a', { host }), tier.tomcat('b')], { host });
  const volumes = [
    { container_path: '/srv/uploads', volume_name: 'shop-uploads' }, { container_path: '/srv/static', host_path: '/mnt/static', read_only: true },
  ];
  expect(containersOf(tier.app).map((container) => [container.name, (container as Container & { volumes?: object[] }).volumes])).toEqual([
    ['shop-all-01-a', volumes], ['shop-all-01-httpd', volumes], ['shop-b-host-b', undefined],
  ]);
});

describe('a volume', () => {
  const volumeName = 'shop';

  test.each<[string, DockerVolume]>([
    ['the volume "uploads"', { containerPath: 'uploads', volumeName }],
    ['the volume "/srv/../etc"', { containerPath: '/srv/../etc', volumeName }],
    ['the volume "/"', { containerPath: '/', volumeName }],
    ['the volume "/srv"', { containerPath: '/srv', volumeName }],
    ['the volume "/srv/tomcat/a/work"', { containerPath: '/srv/tomcat/a/work', volumeName }],
    ['the volume "/srv/uploads" with neither hostPath nor volumeName', { containerPath: '/srv/uploads' }],
    ['the volume "/srv/uploads" with both hostPath and volumeName', { containerPath: '/srv/uploads', hostPath: '/mnt/uploads', volumeName }],
    ['the volume "/srv/uploads" of the directory "uploads"', { containerPath: '/srv/uploads', hostPath: 'uploads' }],
    ['the volume "/srv/uploads" of the name "/mnt/uploads"', { containerPath: '/srv/uploads', volumeName: '/mnt/uploads' }],
  ])('is refused: %s', (got, volume) => {
    expect(problemOf(added(volume))).toMatchObject({ code: 'DOCKER_VOLUME', path: 'shop/hosts/was-01', got });
  });

  test('is refused at the path of another', () => {
    expect(problemOf(added({ containerPath: '/srv/a', volumeName }, { containerPath: '/srv/a', hostPath: '/mnt/a' }))).toMatchObject({
      code: 'DOCKER_VOLUME', got: 'the volume "/srv/a" twice',
    });
  });

  test('may have a name that only Terraform knows, as that of a docker_volume', () => {
    const tier = new Tier();
    const name = new TerraformVariable(tier.stack, 'volume', { type: 'string' }).stringValue;
    expect(() => tier.hosts.add('was-01', { volumes: [{ containerPath: '/srv/uploads', volumeName: name }] })).not.toThrow();
  });
});
