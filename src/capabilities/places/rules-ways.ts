import type { Centre } from './answers.ts';

export type Ways = Pick<Centre, 'shortName' | 'agencyCode' | 'headStartMin' | 'waitCapMin' | 'portalWay'>;

/** How a centre works, in one line: the state that a page has seen. */
export const waysSeen = (w: Ways): string =>
	[w.shortName, w.agencyCode, w.headStartMin, w.waitCapMin, w.portalWay].join('|');
