"""The counter: reception at a one-stop desk for people who come without a phone, for any office of the province."""
