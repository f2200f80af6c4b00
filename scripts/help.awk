# Prints the targets of a Makefile with their sentences, in the groups named by "##@".
/^##@/ { printf "\n%s\n", substr($0, 5) }
/^[a-z-]+:.*##/ { name = $0; sub(/:.*/, "", name); text = $0; sub(/.*## /, "", text); printf "  make %-10s %s\n", name, text }
