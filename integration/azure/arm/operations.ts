import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';

const HELD_MS = 2000;

interface Operation {
  status: 'InProgress' | 'Succeeded' | 'Failed';
  error?: { readonly code: string; readonly message: string };
  readonly ended: Promise<void>;
}

/** What goes on after its request was answered. */
export class Operations {
  private readonly operations = new Map<string, Operation>();

  /** Returns the name under which the work can be asked for. The work fails by returning an error. */
  public start(work: () => Promise<{ code: string; message: string } | undefined>): string {
    const name = randomUUID();
    const ended = work().catch((error: Error) => ({ code: 'InternalExecutionError', message: error.message })).then((error) => {
      operation.status = error ? 'Failed' : 'Succeeded';
      operation.error = error;
    });
    const operation: Operation = { status: 'InProgress', ended };
    this.operations.set(name, operation);
    return name;
  }

  /** The state of an operation. One that goes on is held for a moment, so that its end is known at once. */
  public async look(name: string): Promise<Record<string, unknown> | undefined> {
    const operation = this.operations.get(name);
    if (!operation) return undefined;
    const held = new AbortController();
    await Promise.race([operation.ended, pause(HELD_MS, undefined, { signal: held.signal }).catch(() => undefined)]);
    held.abort();
    return { id: `/operations/${name}`, name, status: operation.status, error: operation.error };
  }
}
