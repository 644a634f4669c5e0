import type { Catalogue, Retired } from './catalogue.ts';
import type { Procedure } from './answers.ts';
import data from './catalogue.json' with { type: 'json' };
import { findIndex, type FindIndex } from './rules-find.ts';

const loaded = data as unknown as Catalogue;
const byCode = new Map(loaded.procedures.map((procedure) => [procedure.code, procedure]));
const retiredByCode = new Map(loaded.retired.map((retired) => [retired.code, retired]));
let index: FindIndex | undefined;

/** All procedures and retired codes, in memory: 80 rows that change a few times a year. */
export const catalogue = (): Catalogue => loaded;

/** A procedure by its code (`d.dddddd`); undefined where the catalogue does not list it. */
export const findProcedure = (code: string): Procedure | undefined => byCode.get(code);

/** An old code and what replaced it. */
export const findRetired = (code: string): Retired | undefined => retiredByCode.get(code);

/** The words of the catalogue prepared for the finder; made once. */
export const finder = (): FindIndex => (index ??= findIndex(loaded.procedures));
