import { speak } from 'virtual:stuck-words';

export const load = speak;
