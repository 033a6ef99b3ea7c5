import pg from 'pg';

const attempts = 5;

/** Runs a statement on a database server that makes or drops a database. */
export async function onDatabaseServer(server: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.href });
  await client.connect();
  try {
    for (let attempt = 1; ; attempt += 1) {
      const failure = await client.query(statement).then(
        () => undefined,
        (thrown: Error & { readonly code?: string }) => thrown,
      );
      if (!failure) return;
      // A vacuum of the server's own may hold a database that is to go: it is soon done.
      if (failure.code !== '42501' || attempt === attempts) throw failure;
      await new Promise((resolve) => setTimeout(resolve, 2_000));
    }
  } finally {
    await client.end();
  }
}
