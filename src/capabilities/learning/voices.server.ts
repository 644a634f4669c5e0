import SPOKEN from './frame/spoken.json' with { type: 'json' };

const spoken = new Set<string>(SPOKEN);

/** Where an item is heard; null while nobody has spoken it. */
export const voiceOf = (item: string): string | null => (spoken.has(item) ? `/nghe/${item}.ogg` : null);
