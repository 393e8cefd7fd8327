import { TerraformVariable } from 'cdktf';
import {
  ApacheJkFrontend, ApacheProxyFrontend, Checks, Connector, DockerHostOptions, Executor, ProxyProtocol, Route, TlsCertificate, TomcatInstance,
  TomcatInstanceProps,
} from 'cdktf-tomcat-cluster';
import { AzureProgram } from '../azure/azure-program';
import { LabMachine } from '../machine/lab-machine';
import { expectErrors, expectProblems } from '../support/expect-problem';
import { Container, containersOf, problemOf, Tier } from '../support/program';

function jvmOptions({ instanceName, files }: TomcatInstance): string[] {
  return (/CATALINA_OPTS='?([^']*)/.exec(files[`/srv/tomcat/${instanceName}/bin/setenv.sh`])?.[1] ?? '').split(/\s+/);
}

/** The options of the JVM that say its memory. */
function memoryOptions(instance: TomcatInstance): string[] {
  return jvmOptions(instance).filter((word) => /^-Xm|HeapDump/.test(word));
}

const threads = (maxThreads: number) => [Connector.ajp({ maxThreads })];

describe('the heap', () => {
  const heapOf = (props: Partial<TomcatInstanceProps>) => memoryOptions(new Tier().tomcat('a', props));

  test.each<[Partial<TomcatInstanceProps>, string[]]>([
    [{}, ['-Xmx512m']],
    [{ maxHeapMegabytes: 2048 }, ['-Xmx2048m']],
    [{ minHeapMegabytes: 256, maxHeapMegabytes: 1024 }, ['-Xms256m', '-Xmx1024m']],
    [{ minHeapMegabytes: 768 }, ['-Xms768m', '-Xmx768m']],
    [{ heapDumpDirectory: '/srv/dumps/a' }, ['-Xmx512m', '-XX:+HeapDumpOnOutOfMemoryError', '-XX:HeapDumpPath=/srv/dumps/a']],
  ])('with %j is %j', (props, options) => {
    expect(heapOf(props)).toEqual(options);
  });

  test('ends the JVM when it is full', () => {
    expect(jvmOptions(new Tier().tomcat('a'))).toContain('-XX:+ExitOnOutOfMemoryError');
  });

  test('is dumped to a directory that stays', () => {
    expect(new Tier().tomcat('a', { heapDumpDirectory: '/srv/dumps/a' })._service.stateDirectories()).toEqual(['/srv/dumps/a']);
    expect(problemOf(() => heapOf({ heapDumpDirectory: 'dumps' })).code).toBe('STATE_DIRECTORY');
  });

  test.each(['-Xmx1g', '-Xms1g', '-XX:MaxRAMPercentage=75', '-XX:MaxHeapSize=1g'])('is not said by %s', (option) => {
    expect(problemOf(() => heapOf({ jvmOptions: ['-XX:+UseZGC', option] }))).toMatchObject({ code: 'HEAP_OPTION', path: 'shop/a', got: `${option} among the jvmOptions` });
    expect(() => heapOf({ jvmOptions: ['-XX:+UseZGC', '-Xss512k'] })).not.toThrow();
  });

  test.each([{ maxHeapMegabytes: 0 }, { minHeapMegabytes: 513, maxHeapMegabytes: 512 }])('is not %j', (props) => {
    expect(problemOf(() => heapOf(props)).code).toBe('OPTION_RANGE');
  });
});

describe('a number that only Terraform knows', () => {
  function tierWith(props: (number: number) => Partial<TomcatInstanceProps>, options: DockerHostOptions = {}) {
    const tier = new Tier();
    const { numberValue } = new TerraformVariable(tier.stack, 'number', { type: 'number' });
    const tomcat = tier.tomcat('a', { host: tier.hosts.add('was-01', options), ...props(numberValue) });
    return { tier, tomcat };
  }
  const setenv = ({ tier }: ReturnType<typeof tierWith>) => containersOf(tier.app)[0].upload.find(({ file }) => /setenv/.test(file))!.content_base64;

  test.each<[string, (number: number) => Partial<TomcatInstanceProps>]>([
    ['the heap', (number) => ({ maxHeapMegabytes: number })],
    ['the least of it too', (number) => ({ maxHeapMegabytes: number, minHeapMegabytes: number })],
    ['the most of it beside a least', (number) => ({ maxHeapMegabytes: number, minHeapMegabytes: 256 })],
  ])('may be %s', (_, props) => {
    const made = tierWith(props);
    expect(made.tier.problems).toEqual([]);
    expect(setenv(made)).toContain('var.number');
    expect(setenv(made)).not.toContain('e+');
  });

  test.each<[string, (number: number) => Partial<TomcatInstanceProps>]>([
    ['the timeout of sessions', (number) => ({ sessionTimeoutMinutes: number })],
    ['what a connector has', (number) => ({ connectors: [Connector.ajp({ keepAliveTimeoutMillis: number, packetSizeBytes: number, maxThreads: number, maxConnections: number })] })],
    ['threads of an executor', (number) => ({ connectors: [Connector.ajp({ executor: Executor.platform('shared', { maxThreads: number }) })] })],
  ])('may be %s, also behind a front end', (_, props) => {
    const { tier, tomcat } = tierWith(props);
    const web = tier.frontend('web', [tomcat]);
    expect(tier.problems).toEqual([]);
    expect(Object.values(web.files).join()).not.toMatch(/-\d\.?\d*e\+/);
    expect(tomcat._service.openFiles()).toBeGreaterThan(0);
  });

  test('is not the least of a heap whose most is derived', () => {
    expect(problemOf(() => tierWith((number) => ({ minHeapMegabytes: number })))).toMatchObject({
      code: 'VALUE_NOT_KNOWN', got: 'a minHeapMegabytes that only Terraform knows, without maxHeapMegabytes', fix: expect.stringContaining('say maxHeapMegabytes too'),
    });
  });

  test.each<[string, (number: number) => Partial<TomcatInstanceProps>]>([
    ['heap', (number) => ({ maxHeapMegabytes: number })],
    ['threads', (number) => ({ connectors: threads(number) })],
    ['threads of an executor', (number) => ({ connectors: [Connector.ajp({ executor: Executor.platform('shared', { maxThreads: number }) })] })],
  ])('is no %s where the memory of the host is shared out', (_, props) => {
    const { tier, tomcat } = tierWith(props, { memoryMegabytes: 4096 });
    expectErrors(tier.problems, {
      code: 'HEAP_EXCEEDS_MEMORY', path: 'shop/hosts/was-01', got: '4096 MiB of memory for a with a maxHeapMegabytes or maxThreads that only Terraform knows',
      why: 'shared out when the program is synthesized', fix: 'say the numbers in the program',
    });
    Checks.of(tomcat.host).accept('HEAP_EXCEEDS_MEMORY', 'it fits');
    const [{ memory }] = containersOf(tier.app) as (Container & { memory?: number })[];
    expect(memory).toBeUndefined();
  });

  test('is no memory of a host', () => {
    const tier = new Tier();
    const { numberValue: memoryMegabytes } = new TerraformVariable(tier.stack, 'number', { type: 'number' });
    const refused = { code: 'VALUE_NOT_KNOWN', got: 'a memoryMegabytes that only Terraform knows', fix: expect.stringContaining('say it in the program') };
    expect(problemOf(() => tier.hosts.add('was-01', { memoryMegabytes }))).toMatchObject({ ...refused, path: 'shop/hosts/was-01' });
    expect(problemOf(() => new LabMachine(tier.stack, 'was-02', { address: '10.1.0.1', memoryMegabytes }))).toMatchObject({ ...refused, path: 'shop/was-02' });
  });

  test('may be the processors of its containers', () => {
    const tier = new Tier();
    const { numberValue: cores } = new TerraformVariable(tier.stack, 'number', { type: 'number' });
    tier.tomcat('a', { host: tier.hosts.add('was-01', { cores }) });
    expect(containersOf(tier.app)[0]).toMatchObject({ cpus: '${var.number}' });
  });
});

describe('a machine that says its memory', () => {
  /** Tomcats of a machine; each needs 256 MiB beside its heap, a quarter for each of its threads, and a twentieth of the heap. */
  function machine(memoryMegabytes: number | undefined, ...tomcats: Partial<TomcatInstanceProps>[]) {
    const tier = new Tier();
    const host = new LabMachine(tier.stack, 'was-01', { address: '10.1.0.1', memoryMegabytes });
    const instances = tomcats.map((props, portIndex) => tier.tomcat(`t${portIndex}`, { host, portIndex, connectors: threads(80), ...props }));
    return { tier, host, instances, heaps: () => instances.map((instance) => memoryOptions(instance).join(' ')), problems: () => tier.problems };
  }

  test('gives its Tomcats equal shares of what the system and they themselves leave', () => {
    // 4096 - 512 for the system - 2 x 276
    expect(machine(4096, {}, {}).heaps()).toEqual(['-Xmx1440m', '-Xmx1440m']); // 20/21 of 1516
    expect(machine(4096, {}).heaps()).toEqual(['-Xmx3136m']);
  });

  test('gives what is left to those that do not say their own', () => {
    expect(machine(4096, { maxHeapMegabytes: 1024 }, {}).heaps()).toEqual(['-Xmx1024m', '-Xmx1856m']);
  });

  test('leaves room for a front end', () => {
    const { tier, host, heaps } = machine(4096, {});
    tier.frontend('web', [], { host, maxRequestWorkers: 200 });
    expect(heaps()).toEqual(['-Xmx2832m']); // 20/21 of 128 and 1 for each worker less, in steps of 16
  });

  test('gives no heap for which the JVM would need longer pointers', () => {
    expect(machine(131_072, {}).heaps()).toEqual(['-Xmx31744m']);
  });

  test('counts the threads of an executor once', () => {
    const executor = Executor.platform('shared', { maxThreads: 400 });
    const connectors = [Connector.ajp({ executor }), Connector.http({ executor })];
    expect(machine(4096, { connectors }).heaps()).toEqual(['-Xmx3072m']); // 20/21 of 4096 - 512 - 256 - 100, in steps of 16
    const virtual = Executor.virtualThreads('virtual');
    expect(machine(4096, { connectors: [Connector.ajp({ executor: virtual })] }).heaps()).toEqual(['-Xmx3168m']);
  });

  test('refuses heaps that it has not, with the numbers', () => {
    expectErrors(machine(4096, { maxHeapMegabytes: 2048 }, { maxHeapMegabytes: 1024 }).problems().filter(({ code }) => code === 'HEAP_EXCEEDS_MEMORY'), {
      code: 'HEAP_EXCEEDS_MEMORY',
      path: 'shop/was-01',
      got: '4096 MiB of memory for t0 with a heap of 2048 MiB, t1 with a heap of 1024 MiB',
      why: 'the system takes 512 and its processes need t0 2427, t1 1352, of which is beside the heap what threads, classes, code and the collector take; 195 MiB are missing',
      fix: 'choose a smaller maxHeapMegabytes',
    });
    expect(machine(4291, { maxHeapMegabytes: 2048 }, { maxHeapMegabytes: 1024 }).problems()).toEqual([]);
  });

  test('refuses more Tomcats than have a heap worth the name', () => {
    expectErrors(machine(1160, {}, {}).problems(), {
      code: 'HEAP_EXCEEDS_MEMORY', path: 'shop/was-01', got: 't0 with a heap of what is left', why: '48 MiB are left for a heap of at least 64 and its collector', fix: 'run fewer Tomcats',
    });
    expect(machine(1192, {}, {}).problems()).toEqual([]);
  });

  test('refuses a heap that is to begin with more than it may have', () => {
    // 1838 - 512 - 276 are 1050: a heap of 1000, of which 992 is the multiple of 16.
    expectErrors(machine(1838, { minHeapMegabytes: 1000 }).problems(), {
      code: 'HEAP_EXCEEDS_MEMORY', path: 'shop/was-01', got: 't0 with a heap of what is left', why: '1050 MiB are left for a heap of at least 1000 and its collector', fix: 'give the host more memory',
    });
    expect(machine(1838, { minHeapMegabytes: 992 }).heaps()).toEqual(['-Xms992m -Xmx992m']);
    expect(machine(1838, { minHeapMegabytes: 992 }).problems()).toEqual([]);
  });

  test.each([[1696, 104], [3728, 175], [7824, 336], [31_744, 1216]])('leaves beside a heap of %d MiB what G1 takes, which is %d, and 200 for the rest', (heap, collector) => {
    const { megabytes } = machine(undefined, { maxHeapMegabytes: heap }).instances[0]._service.memory();
    expect(megabytes! - heap - 20).toBeGreaterThan(collector + 200);
  });

  test('that says none is not asked', () => {
    expect(machine(undefined, { maxHeapMegabytes: 60_000 }).problems()).toEqual([]);
  });
});

describe('a host of containers that says its memory and its cores', () => {
  function containers(options: DockerHostOptions, ...tomcats: Partial<TomcatInstanceProps>[]) {
    const tier = new Tier();
    const host = tier.hosts.add('was-01', options);
    const instances = tomcats.map((props, index) => tier.tomcat(`t${index}`, { host, connectors: threads(80), ...props }));
    const limits = (containersOf(tier.app) as (Container & { memory?: number; cpus?: string })[]).map(({ memory, cpus }) => [memory, cpus]);
    return { heaps: instances.map((instance) => memoryOptions(instance)[0]), limits, problems: tier.problems };
  }

  test('limits each container to its part, in which the heap has room', () => {
    const { heaps, limits } = containers({ memoryMegabytes: 2048, cores: 2 }, {}, { maxHeapMegabytes: 512 });
    expect(heaps).toEqual(['-Xmx912m', '-Xmx512m']);
    expect(limits).toEqual([[1234, '2'], [814, '2']]);
  });

  test('gives its containers what no heap takes, so that a smaller heap leaves room for what is unpacked', () => {
    // 512 with 26 for the collector, 256 with 13, and 276 each: 2048 - 814 - 545 are 689.
    expect(containers({ memoryMegabytes: 2048 }, { maxHeapMegabytes: 512 }, { maxHeapMegabytes: 256 })).toMatchObject({
      heaps: ['-Xmx512m', '-Xmx256m'], limits: [[814 + 344, undefined], [545 + 344, undefined]], problems: [],
    });
    expect(containers({ memoryMegabytes: 4096 }, { maxHeapMegabytes: 512 }).limits).toEqual([[4096, undefined]]);
  });

  test('that says nothing limits nothing', () => {
    expect(containers({}, {})).toMatchObject({ heaps: ['-Xmx512m'], limits: [[undefined, undefined]] });
  });
});

describe('a virtual machine of Azure', () => {
  const heap = (size?: string, options: { memoryMegabytes?: number } = {}) => {
    const program = new AzureProgram();
    return memoryOptions(program.tomcat('a', program.was.add('was-01', { size, ...options }), { connectors: threads(80) }))[0];
  };

  test.each([
    ['Standard_D2s_v5', '-Xmx7040m'], ['Standard_D4as_v5', '-Xmx14848m'], ['Standard_D4ls_v5', '-Xmx7040m'], ['Standard_E2s_v5', '-Xmx14848m'], ['Standard_F4s_v2', '-Xmx7040m'],
    ['Standard_B2s', '-Xmx3136m'], ['Standard_B2ms', '-Xmx7040m'], ['Standard_B2s_v2', '-Xmx7040m'], ['Standard_B2als_v2', '-Xmx3136m'],
  ])('has the memory of its size %s', (size, option) => {
    expect(heap(size)).toBe(option);
  });

  test('has the memory that is said, and of a size that nobody said none', () => {
    expect(heap('Standard_M8ms', { memoryMegabytes: 4096 })).toBe('-Xmx3136m');
    expect(heap('Standard_M8ms')).toBe('-Xmx512m');
    expect(heap()).toBe('-Xmx512m');
  });
});

describe('REQUESTS_EXCEED_THREADS', () => {
  function tierWith(connector: Connector, ...workers: number[]) {
    const tier = new Tier();
    const cluster = tier.cluster('x');
    tier.tomcat('a', { cluster, connectors: [connector] });
    workers.forEach((maxRequestWorkers, index) => tier.frontend(`web${index}`, [cluster], { maxRequestWorkers }));
    return tier.problems;
  }

  test.each([
    [Connector.ajp(), 'maxThreads 200 of its AJP connector', 'give Connector.ajp() maxThreads of at least 250'],
    [Connector.ajp({ executor: Executor.platform('e', { maxThreads: 249 }) }), 'maxThreads 249 of its AJP connector', 'an executor with maxThreads of at least 250'],
    [Connector.ajp({ maxThreads: 400, maxConnections: 249 }), 'maxConnections 249 of its AJP connector', 'maxConnections of at least 250'],
  ])('front ends with more requests than one Tomcat takes are warned of', (connector, got, fix) => {
    expectProblems(tierWith(connector, 100, 150), 'warning', {
      code: 'REQUESTS_EXCEED_THREADS', path: 'shop/a', got, why: '2 front ends serve up to 250 requests at once', fix,
    });
  });

  test.each([
    [Connector.ajp(), [100, 100]], [Connector.ajp({ maxThreads: 250 }), [100, 150]], [Connector.ajp({ executor: Executor.platform('e', { maxThreads: 250 }) }), [250]],
  ])('front ends with as many are not', (connector, workers) => {
    expect(tierWith(connector, ...workers)).toEqual([]);
  });

  function overHttp(ajpThreads: number, httpThreads: number) {
    const tier = new Tier();
    const connectors = [Connector.ajp({ maxThreads: ajpThreads }), Connector.http({ address: '0.0.0.0', maxThreads: httpThreads })];
    const tomcat = tier.tomcat('a', { connectors, remoteIp: {} });
    new ApacheProxyFrontend(tier.stack, 'web', { host: tier.host('web-01'), balancer: { protocol: ProxyProtocol.HTTP } })
      .addVirtualHost('x.example.com', { routes: [Route.all(tomcat)] });
    return tier.problems;
  }

  test('for a front end that speaks HTTP the HTTP connector counts, and no other', () => {
    expectProblems(overHttp(200, 50), 'warning', {
      code: 'REQUESTS_EXCEED_THREADS', path: 'shop/a', got: 'maxThreads 50 of its HTTP connector', why: '1 front ends serve up to 100 requests at once',
      fix: 'give Connector.http() maxThreads of at least 100',
    });
    expect(overHttp(50, 100)).toEqual([]);
  });

  function withTls(Frontend: typeof ApacheJkFrontend | typeof ApacheProxyFrontend, maxThreads: number, http2?: boolean) {
    const tier = new Tier();
    const tomcat = tier.tomcat('a', { connectors: [Connector.ajp({ maxThreads })] });
    const web = new Frontend(tier.stack, 'web', { host: tier.host('web-01'), maxRequestWorkers: 200 });
    web.addVirtualHost('x.example.com', { routes: [Route.all(tomcat)], tls: { certificate: TlsCertificate.pem('/etc/ssl/x.crt', '/etc/ssl/x.key'), http2 } });
    return tier.problems.filter(({ code }) => code === 'REQUESTS_EXCEED_THREADS');
  }

  test('mod_proxy has the requests of workers of HTTP/2 beside those of threads; mod_jk has no more connections than threads', () => {
    expectProblems(withTls(ApacheProxyFrontend, 397), 'warning', {
      code: 'REQUESTS_EXCEED_THREADS', path: 'shop/a', got: 'maxThreads 397 of its AJP connector', why: '1 front ends serve up to 398 requests at once',
      fix: 'maxThreads of at least 398, or the front ends a smaller maxRequestWorkers, or http2: false',
    });
    expect([...withTls(ApacheProxyFrontend, 398), ...withTls(ApacheProxyFrontend, 200, false), ...withTls(ApacheJkFrontend, 200)]).toEqual([]);
  });

  test('virtual threads are as many as it takes', () => {
    expect(tierWith(Connector.ajp({ executor: Executor.virtualThreads('v') }), 500).filter(({ code }) => code === 'REQUESTS_EXCEED_THREADS')).toEqual([]);
  });
});
