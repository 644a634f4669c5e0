import { room } from '#platform/room.server.ts';
import * as classes from './classes.server.ts';
import * as decide from './decide.server.ts';
import * as file from './file.server.ts';
import * as open from './public.server.ts';
import * as show from './show.server.ts';
import * as write from './write.server.ts';

/** Cards that tell how something is done, step by step, with a picture and a voice: written once, tried by a second person, and tried anew when screens change. */
export const helpCards = room('help-cards', { doors: [write, file, decide, show, open, classes] });
