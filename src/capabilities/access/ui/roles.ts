import { findWord } from '#words/word.ts';
import type { Role } from '../rules-roles.ts';

export const roleWords = (role: Role): string => findWord(`access.role-${role}`) ?? role;
