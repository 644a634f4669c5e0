import { besideOf } from '../beside.server.ts';
import type { RequestHandler } from './$types';

/** What the second screen asks every two seconds: whether it must show something else. */
export const GET: RequestHandler = async (event) => new Response((await besideOf(event)).key);
