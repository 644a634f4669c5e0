import SPOKEN from './frame/spoken.json' with { type: 'json' };

const spoken: Readonly<Record<string, string>> = SPOKEN;

/** Where an item is heard; null while nobody has spoken it. */
export const voiceOf = (item: string): string | null => (Object.hasOwn(spoken, item) ? `/nghe/${item}.ogg` : null);

/** What its voice says. */
export const saidBy = (item: string): string | null => spoken[item] ?? null;
