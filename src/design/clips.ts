import CLIPS from './clips.json' with { type: 'json' };
import type { Locale } from './spoken.ts';

// Clips that exist under `static/tieng`, by name, as `gate/make-voice.ts` found them: without one there is no button to press in vain.
const known = new Set<string>(CLIPS);

/** What is spoken, but not in the reader's language: the page says so plainly where it would else offer to listen. */
export const UNSPOKEN = 'unspoken';

/**
 * Address of a clip, or null while nobody has spoken it. They are Vietnamese: another reader would hear what they cannot follow, and
 * gets `UNSPOKEN`.
 */
export const clip = (name: string, locale: Locale = 'vi'): string | null =>
	!known.has(name) ? null : locale === 'vi' ? `/tieng/${name}.ogg` : UNSPOKEN;

/** Where "Nghe lại" leads: to the player of the page (`Listen`), to the plain word that there is none, or nowhere. */
export const listenTo = (sound: string | null): string | null =>
	sound === null || sound === UNSPOKEN ? sound : '#nghe';
