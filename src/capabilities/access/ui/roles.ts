import { m } from '#words';
import type { Role } from '../rules-roles.ts';

type Say = Record<string, (() => string) | undefined>;

export const roleWords = (role: Role): string => (m as unknown as Say)[`access.role-${role}`]?.() ?? role;
