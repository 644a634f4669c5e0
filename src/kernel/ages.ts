/** People of so many years and more count as elder in the figures of a register. */
export const ELDER_FROM = 60;
/** People of so many years and more come first, wherever they live. */
export const FIRST_FROM = 75;

/** Born in this year or before, somebody is so old in the year of a day (`yyyy-mm-dd`). */
export const bornBy = (day: string, age: number): number => Number(day.slice(0, 4)) - age;
