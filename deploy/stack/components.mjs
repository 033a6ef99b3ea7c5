import { alertmanager } from './components/alertmanager.mjs';
import { keycloak } from './components/keycloak.mjs';
import { natsCluster } from './components/nats-cluster.mjs';
import { nats } from './components/nats.mjs';
import { postgres } from './components/postgres.mjs';
import { prometheus } from './components/prometheus.mjs';
import { smtp } from './components/smtp.mjs';
import { toxiproxy } from './components/toxiproxy.mjs';
import { versitygw } from './components/versitygw.mjs';
import { zipkin } from './components/zipkin.mjs';

/** Every component that `npm run stack` knows; the cluster after the single node, so that its address is the one that is printed when both are up. @type {readonly import('./component.mjs').Component[]} */
export const components = [postgres, nats, natsCluster, keycloak, versitygw, zipkin, smtp, alertmanager, prometheus, toxiproxy];
