import CLIPS from './clips.json' with { type: 'json' };
import type { Locale } from './spoken.ts';

// Clips that exist under `static/tieng`, by name, as `gate/make-voice.ts` found them: without one there is no button to press in vain.
const known = new Set<string>(CLIPS);

/** Address of a clip, or null while nobody has spoken it. They are Vietnamese: another reader would hear what they cannot follow. */
export const clip = (name: string, locale: Locale = 'vi'): string | null =>
	locale === 'vi' && known.has(name) ? `/tieng/${name}.ogg` : null;
