import { speak } from 'virtual:app-words';
import { loadCards } from './card-words.ts';

// The app of the field runs on the phone alone: what it shows lies there, sealed, and no server renders it.
export const ssr = false;
export const csr = true;

/** Nothing is shown before the phone can say it. */
export const load = async (): Promise<void> => void (await Promise.all([speak(), loadCards()]));
