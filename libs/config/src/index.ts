export { readSettings, settingsOfProcess, SettingsError, type Environment } from './read-settings.js';
export { settingsTable } from './settings-table.js';
export type { Settings } from './settings.table.js';
