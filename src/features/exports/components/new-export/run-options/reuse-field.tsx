import { Select } from '@mantine/core'

interface Props {
  value: number | null
  error: string | undefined
  onChange: (minutes: number | null) => void
}

const usual = [15, 60, 6 * 60, 24 * 60]

/** Whether rows that an equal request read a while ago are good enough. */
export function ReuseField({ value, error, onChange }: Props) {
  const minutes = value === null || usual.includes(value) ? usual : [...usual, value].sort((a, b) => a - b)
  return (
    <Select
      mt="sm"
      label="Reuse rows"
      description="If somebody exported the same rows recently, the file can be made from those without reading them again."
      allowDeselect={false}
      data={[
        { value: '', label: 'Never: read the rows now' },
        ...minutes.map((each) => ({ value: String(each), label: `If read in the last ${inWords(each)}` })),
      ]}
      value={value === null ? '' : String(value)}
      error={error}
      onChange={(chosen) => onChange(chosen ? Number(chosen) : null)}
    />
  )
}

/** Such as `15 minutes`, `hour`, `6 hours` or `2 days`. */
export function inWords(minutes: number): string {
  const units = [
    { minutes: 24 * 60, name: 'day' },
    { minutes: 60, name: 'hour' },
  ]
  const unit = units.find((candidate) => minutes % candidate.minutes === 0) ?? { minutes: 1, name: 'minute' }
  const count = minutes / unit.minutes
  return count === 1 ? unit.name : `${count} ${unit.name}s`
}
