export { askControl, controlPath, serveControl, type Control } from './control-socket.js';
export { holdDataFolder, type DataFolder } from './data-folder.js';
export {
  drawn,
  type Demo,
  type DemoColleague,
  type DemoCompany,
  type DemoCrowd,
  type DemoPastPerson,
  type DemoPerson,
  type DemoTenant,
  type DemoTouch,
} from './demo.js';
export { openBroker, openInstallation, type Installation } from './installation.js';
export { recordDoor } from './record-door.js';
export { migrateService, startService, type RunningService } from './running-service.js';
export { keyFileOf, keyFilePath, openSecrets, writeKeyFile, type Secrets } from './secrets.js';
export { settingsToken } from './service-module.js';
export { ServiceBackground } from './service-background.js';
export { callOf, serviceCall } from './service-call.js';
export type { Eraser, Service, Upkeep } from './service.js';
export { StartRefused } from './start-refused.js';
