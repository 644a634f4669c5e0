import type { GlyphName } from '#design/drawings.ts';
import { findWord } from '#words/word.ts';
import type { DeviceKind } from '#capabilities/access/rules-roles.ts';

const SILENT_MS = 5 * 60_000;

/** A device that has not asked for anything in five minutes: its screen is off, or the line is. */
export const isSilent = (device: { seenAt: Date | null }, now: Date): boolean =>
	device.seenAt === null || now.getTime() - device.seenAt.getTime() > SILENT_MS;

export const deviceWords = (kind: DeviceKind): string => findWord(`access.device-${kind}`) ?? kind;
export const deviceDoes = (kind: DeviceKind): string => findWord(`access.device-${kind}-does`) ?? '';

export const deviceGlyph: Record<DeviceKind, GlyphName> = {
	kiosk: 'ticket',
	display: 'display',
	'second-screen': 'pencil'
};
