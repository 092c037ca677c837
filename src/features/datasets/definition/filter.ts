import type { z } from 'zod'
import type { ConditionFilter, Param } from './definition.ts'

interface TypedFilter<Input extends z.ZodType> {
  key: string
  label: string
  description: string
  /** More metadata for forms. */
  hints?: { placeholder?: string; option_labels?: Record<string, string> }
  input: Input
  where: (value: z.output<Input>, param: Param) => string
  words: (value: z.output<Input>) => string
}

/** Puts what a form needs to know into the metadata of the input. */
// Every caller parses with `input` first: the list of datasets cannot carry each filter's own type.
export function filter<Input extends z.ZodType>(typed: TypedFilter<Input>): ConditionFilter {
  const { key, label, description, hints, input } = typed
  return {
    key,
    label,
    input: input.meta({ title: label, description, ...hints }),
    where: (value, param) => typed.where(value as z.output<Input>, param),
    words: (value) => typed.words(value as z.output<Input>),
  }
}
