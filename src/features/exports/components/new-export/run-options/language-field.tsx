import { Select } from '@mantine/core'
import { type Language, languageNames, languages } from '#src/features/datasets/labels/languages.ts'

interface Props {
  value: Language
  error: string | undefined
  onChange: (language: Language) => void
}

export function LanguageField({ value, error, onChange }: Props) {
  return (
    <Select
      mt="sm"
      label="Language of the headings"
      description="Columns that you renamed keep their names. The company’s own tables have one language."
      allowDeselect={false}
      data={languages.map((language) => ({ value: language, label: languageNames[language] }))}
      value={value}
      error={error}
      onChange={(chosen) => onChange(languages.find((language) => language === chosen) ?? 'en')}
    />
  )
}
