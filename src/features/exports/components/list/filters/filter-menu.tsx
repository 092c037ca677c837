'use client'

import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'

interface Props {
  label: string
  value: string | undefined
  choices: { value: string; label: string }[]
  onChange: (value: string | undefined) => void
}

/** A chip that says which filter is set, and opens the choices. */
export function FilterMenu({ label, value, choices, onChange }: Props) {
  const chosen = choices.find((choice) => choice.value === value)
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          variant={value ? 'light' : 'default'}
          size="xs"
          radius="xl"
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {value ? `${label}: ${chosen?.label ?? value}` : label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value ?? ''} onChange={(next) => onChange(next || undefined)}>
          <Menu.RadioItem value="" closeMenuOnClick>
            Any
          </Menu.RadioItem>
          {choices.map((choice) => (
            <Menu.RadioItem key={choice.value} value={choice.value} closeMenuOnClick>
              {choice.label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
