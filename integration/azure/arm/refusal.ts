/** A request that is answered with an error, in the shape that Azure gives its errors. */
export class Refusal extends Error {
  public constructor(public readonly status: number, public readonly code: string, message: string) {
    super(message);
  }

  public static notFound(id: string): Refusal {
    return new Refusal(404, 'ResourceNotFound', `The Resource '${id}' was not found.`);
  }
}
