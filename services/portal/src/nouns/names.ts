/** `TaskStatus` is `task-status`. */
export function kebab(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (sign) => `-${sign}`).toLowerCase();
}

/** `support-case` is `SupportCase`. */
export function pascal(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_all, sign: string) => sign.toUpperCase());
}
