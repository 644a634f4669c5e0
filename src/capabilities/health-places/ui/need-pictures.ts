import type { PictoName } from '#design/drawings.ts';
import type { Need } from '../inputs.ts';

/** The picture of each thing that somebody may need. */
export const needPictures: Record<Need, PictoName> = {
	general: 'health-card',
	heart: 'heart-hands',
	bones: 'wheelchair',
	eyes: 'look',
	teeth: 'face-great',
	children: 'baby'
};
