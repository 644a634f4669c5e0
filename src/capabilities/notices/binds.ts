/** What the sealed cells of this room are bound to. */
export const wordsBind = (id: string): string => `notice-try ${id}`;
export const emailBind = (person: string): string => `notice-email ${person}`;
export const staffBind = (staff: string, kind: string): string => `notice-staff ${staff} ${kind}`;
export const testBind = (id: string): string => `notice-test ${id}`;
export const letterBind = (id: string): string => `notice-letter ${id}`;
