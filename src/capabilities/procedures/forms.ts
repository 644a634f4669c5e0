import type { Form } from './form.ts';
import { form as birth } from './forms/1.001193.ts';
import { form as pension } from './forms/1.014027.ts';
import { form as copies } from './forms/2.000635.ts';
import { form as general } from './forms/general.ts';

const forms = new Map<string, Form>([birth, pension, copies].map((form) => [form.id, form]));

/** The form of a procedure; those without their own take the general one. */
export const formOf = (code: string): Form => forms.get(code) ?? general;
export const allForms = (): Form[] => [...forms.values(), general];
