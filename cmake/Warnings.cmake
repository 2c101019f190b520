# One interface target carries the warnings; -Werror comes from the presets only, so that a newer compiler's
# new warning never breaks a packager's build.
add_library(gatehouse_warnings INTERFACE)
target_compile_options(gatehouse_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual -Wconversion
    -Wno-missing-field-initializers
    -Wno-pedantic)  # TRY (base/result.h) is a statement expression
option(GATEHOUSE_WERROR "Treat warnings as errors" OFF)
if(GATEHOUSE_WERROR)
    target_compile_options(gatehouse_warnings INTERFACE -Werror)
endif()
