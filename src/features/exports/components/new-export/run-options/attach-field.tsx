import { Checkbox } from '@mantine/core'

interface Props {
  value: boolean
  onChange: (attachToMail: boolean) => void
}

export function AttachField({ value, onChange }: Props) {
  return (
    <Checkbox
      label="Attach the file to the email"
      description="A large file is not attached; its email has the link alone."
      checked={value}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}
