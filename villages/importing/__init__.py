"""What every sheet of people checks alike: name, identity number, sex, birth date, group and household."""
