import { availableParallelism } from 'node:os';

const cores = availableParallelism();

/**
 * So many test files run side by side, each in a database of its own (`own-database.mjs`): those of rooms work all the time; those that try a house wait
 * for it, so that one more finds room.
 */
export const sideBySide = { rooms: cores, houses: cores + 1 };
