import { openFile } from '#capabilities/help-cards/file.server.ts';
import { bytesOf } from '#web/bytes.server.ts';
import { anyoneOf } from '#web/door.server.ts';
import type { RequestHandler } from './$types';

/** A picture or a voice of a card that everybody has. */
export const GET: RequestHandler = (event) => bytesOf(openFile(anyoneOf(event), event.params), event.request);
