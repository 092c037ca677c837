import * as z from 'zod'
import { compressions } from './compression.ts'

/** What a form needs to show an option; it comes with the JSON Schema of the format's options. */
export interface OptionMeta {
  /** The field's label. */
  title: string
  description?: string
  /** What each value is called. */
  option_labels?: Record<string, string>
  /** The value that holds when none is chosen, where it does not depend on another option. */
  preselected?: string
  /** Whether most people look at it: the others wait behind a button. */
  is_common?: boolean
  /** Other options and the values of which one must hold; without any of them the option means nothing. */
  needs?: Record<string, string[]>
}

/** An option that may be left out, with what a form says about it. */
export function option<T extends z.ZodType>(schema: T, meta: OptionMeta): z.ZodOptional<T> {
  return schema.optional().meta({ ...meta })
}

/** An option that is on or off. */
export function switchOption(title: string, description: string, isOn?: boolean, isCommon = false) {
  return option(z.boolean(), {
    ...{ title, description, option_labels: { true: 'Yes', false: 'No' } },
    ...(isOn === undefined ? {} : { preselected: String(isOn) }),
    ...(isCommon ? { is_common: true } : {}),
  })
}

export function valuesOption(preselected: 'raw' | 'formatted') {
  return option(z.enum(['raw', 'formatted']), {
    title: 'Values',
    description: 'Values exactly as programs read them, or numbers, dates and yes or no as people write them',
    option_labels: { raw: 'Raw, for other programs', formatted: 'Formatted, for people' },
    preselected,
    is_common: true,
  })
}

export function localeOption(description: string, needs: Record<string, string[]>) {
  const locale = z.string().max(35).refine(isLocale, 'must be a locale such as de-DE, en-GB or fr-FR')
  return option(locale, { title: 'Language', description, is_common: true, needs })
}

export function namesOption(title: string, description: string) {
  return option(z.enum(['key', 'label']), {
    title,
    description,
    option_labels: { key: 'Technical keys', label: 'Column headings' },
    preselected: 'key',
    is_common: true,
  })
}

/** Of formats without a compression of their own. */
export const compressionOption = option(z.enum(compressions), {
  title: 'Compression',
  description: 'Compress the whole file',
  option_labels: { none: 'None', gzip: 'gzip', zstd: 'Zstandard', zip: 'ZIP' },
  preselected: 'none',
  is_common: true,
})

export const offsetOption = switchOption(
  'UTC offset',
  'Show the offset from UTC after every time, to tell apart the hour that clocks repeat in autumn',
  false,
)

/** Whether Intl knows it: for others it would take the machine's own. */
export function isLocale(name: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(name).length > 0
  } catch {
    return false
  }
}
