/** Who is to read the file, or whose Excel is to open it; the first is what formats take without a choice. */
export const locales = [
  { value: 'en-US', label: 'English (United States)' },
  { value: 'en-GB', label: 'English (United Kingdom)' },
  { value: 'en-IN', label: 'English (India)' },
  { value: 'de-DE', label: 'German' },
  { value: 'de-CH', label: 'German (Switzerland)' },
  { value: 'fr-FR', label: 'French' },
  { value: 'es-ES', label: 'Spanish' },
  { value: 'it-IT', label: 'Italian' },
  { value: 'nl-NL', label: 'Dutch' },
  { value: 'pl-PL', label: 'Polish' },
  { value: 'pt-BR', label: 'Portuguese (Brazil)' },
  { value: 'sv-SE', label: 'Swedish' },
  { value: 'cs-CZ', label: 'Czech' },
  { value: 'sl-SI', label: 'Slovenian' },
  { value: 'ja-JP', label: 'Japanese' },
]

/** The one of these that a reader's locale is, or its language's first. */
export function localeFor(reader: string): string | undefined {
  const language = reader.split('-')[0]
  const found =
    locales.find(({ value }) => value === reader) ??
    locales.find(({ value }) => value.split('-')[0] === language)
  return found?.value
}
