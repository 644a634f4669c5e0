import * as v from 'valibot';

export const figures = ['waiting', 'served', 'status', 'how', 'rating'] as const;
export const Nothing = v.object({});
export const Counted = v.object({ figure: v.picklist(figures), key: v.pipe(v.string(), v.maxLength(40)) });
