import { peers } from '#capabilities/paths/peer.server.ts';
import type { NavPage } from '#web/nav.ts';
import { m } from '#words';

export const nav = { words: m['paths.peers'], heading: 'class', opens: peers } satisfies NavPage;
